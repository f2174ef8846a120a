import { Kbd, Menu, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCommand, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { api, type Me } from '../api.ts'
import { useSingleKeys } from '../keys/single-keys.ts'
import { Disc } from './disc.tsx'
import { openHelp } from './help-store.ts'
import { openPalette } from './palette-store.ts'
import { useNarrow } from './use-narrow.ts'

const ProfileDialog = lazy(() => import('../account/profile-dialog.tsx'))

/** Who is signed in, with what they may change for themselves. */
export function AccountMenu({ me }: { me: Me }) {
  const narrow = useNarrow()
  const queries = useQueryClient()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const [profile, { open, close }] = useDisclosure(false)
  const leave = async () => {
    await api.signOut()
    queries.clear()
    window.location.assign('/')
  }
  return (
    <>
      <Menu
        position={narrow ? 'bottom-end' : 'right-end'}
        width={260}
        shadow="md"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <UnstyledButton aria-label={`Account of ${me.name}`} p={2} style={{ borderRadius: '50%' }}>
            <Disc name={me.name || me.email} size={40} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text component="span" display="block" size="sm" fw={600} c="var(--ink)">
              {me.name}
            </Text>
            <Text component="span" display="block" size="xs" c="dimmed" truncate>
              {me.email} · {me.role === 'admin' ? 'Admin' : 'Editor'}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item leftSection={<IconUserCircle size={18} />} onClick={open}>
            Name and password
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={openHelp}>
            Keyboard help
          </Menu.Item>
          <Menu.Item leftSection={<IconCommand size={18} />} rightSection={<Kbd>Ctrl K</Kbd>} onClick={openPalette}>
            Find an action
          </Menu.Item>
          <Menu.CheckboxItem checked={singleKeys} onChange={setSingleKeys}>
            Single-key shortcuts
          </Menu.CheckboxItem>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={18} />} onClick={leave}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {profile && (
        <Suspense>
          <ProfileDialog me={me} close={close} />
        </Suspense>
      )}
    </>
  )
}
