import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { BlankState } from './blank-state.tsx'

/** Something could not be fetched: says so and offers another try. */
export function FaultState({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div role="alert">
      <BlankState icon={IconCloudOff} title="This could not be loaded" words={error.message}>
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      </BlankState>
    </div>
  )
}
