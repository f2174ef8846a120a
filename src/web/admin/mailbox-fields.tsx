import { NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CanaryField } from './canary-field.tsx'
import styles from './mailbox-fields.module.css'

const securities = [
  { value: 'tls', label: 'TLS (usual)' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'None: this machine only' },
]
/** Fields side by side stay in line, however long what is said of them is. */
const BELOW: ('label' | 'input' | 'description')[] = ['label', 'input', 'description']
const usualPort = { tls: '993', starttls: '143', none: '143' } as Record<string, string>
const starts = [
  { value: 'all', label: 'Everything that is there' },
  { value: 'since', label: 'What was received since a day' },
  { value: 'now', label: 'Only what arrives from now on' },
]
const afterwards = [
  { value: 'keyword', label: 'Mark it with a keyword' },
  { value: 'move', label: 'Move it to a folder' },
  { value: 'nothing', label: 'Leave it as it is' },
]

/** What must be known of a mailbox; what rarely differs stands folded. */
export function MailboxFields() {
  const [port, setPort] = useState('993')
  const [after, setAfter] = useState('keyword')
  const [start, setStart] = useState('all')
  return (
    <Stack gap="md">
      <TextInput
        name="name"
        label="Name"
        description="How the desk speaks of it. Empty: the user name."
        placeholder="News desk"
        maxLength={100}
      />
      <div className={styles.server}>
        <TextInput name="host" label="Mail server" placeholder="imap.example.org" required autoComplete="off" />
        <TextInput
          name="port"
          label="Port"
          inputMode="numeric"
          pattern="[0-9]{1,5}"
          required
          value={port}
          onChange={(event) => setPort(event.currentTarget.value)}
        />
        <NativeSelect
          name="security"
          label="Encryption"
          data={securities}
          onChange={(event) => setPort(usualPort[event.currentTarget.value] ?? port)}
        />
      </div>
      <div className={styles.pair}>
        <TextInput name="username" label="User name" placeholder="desk@example.org" required autoComplete="off" />
        <PasswordInput
          name="password"
          label="Password"
          required
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
      </div>
      <p className={styles.help}>
        With Gmail, iCloud, Yahoo or Fastmail your usual password is refused here. Make an <strong>app password</strong>{' '}
        in the security settings of that account and paste it. It is stored encrypted.
      </p>
      <details className={styles.more}>
        <summary>Folders, start, what happens to filed mail, test messages</summary>
        <Stack gap="md">
          <div className={styles.pair}>
            <TextInput
              name="folder"
              label="Folder"
              defaultValue="INBOX"
              inputWrapperOrder={BELOW}
              description="It is read, and each message becomes a draft."
            />
            <TextInput
              name="junkFolder"
              label="Junk folder"
              placeholder="Junk"
              inputWrapperOrder={BELOW}
              description="Empty: none. Releases land there too: they are listed here, and filed only when you say so."
              autoComplete="off"
            />
          </div>
          <div className={styles.pair}>
            <NativeSelect
              name="start"
              label="Start with"
              data={starts}
              value={start}
              onChange={(event) => setStart(event.currentTarget.value)}
            />
            {start === 'since' && <TextInput name="since" type="date" label="Received since" required />}
          </div>
          <div className={styles.pair}>
            <NativeSelect
              name="afterFiling"
              label="Once a message is filed"
              data={afterwards}
              value={after}
              onChange={(event) => setAfter(event.currentTarget.value)}
            />
            {after === 'move' && <TextInput name="moveTo" label="Folder to move to" placeholder="Filed" required />}
          </div>
          <CanaryField />
        </Stack>
      </details>
    </Stack>
  )
}
