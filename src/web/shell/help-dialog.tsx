import { Kbd, Modal, Text } from '@mantine/core'
import { keyCap, SHORTCUTS } from '../keys/shortcuts.ts'
import { useSingleKeys } from '../keys/single-keys.ts'
import styles from './help-dialog.module.css'
import { closeHelp } from './help-store.ts'

const rows = [...Object.values(SHORTCUTS), { label: 'Everything, by name', keys: ['Ctrl', 'K'], group: 'Elsewhere' }]
const groups = [...new Set(rows.map((row) => row.group))]

/** The keyboard map. */
export default function HelpDialog() {
  const [singleKeys] = useSingleKeys()
  return (
    <Modal opened onClose={closeHelp} title="Keyboard" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      {!singleKeys && (
        <Text size="sm" mb="md">
          Single keys are switched off. You can switch them on in the account menu.
        </Text>
      )}
      {groups.map((group) => (
        <section key={group} className={styles.group}>
          <h3 className={styles.heading}>{group}</h3>
          <dl className={styles.rows}>
            {rows
              .filter((row) => row.group === group)
              .map((row) => (
                <div key={row.label} className={styles.row}>
                  <dt>{row.label}</dt>
                  <dd>
                    {row.keys.map((key) => (
                      <Kbd key={key}>{keyCap(key)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
