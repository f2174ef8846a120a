import { Center, Loader } from '@mantine/core'

/** A page that is on its way. */
export function PageLoading() {
  return (
    <Center h="100%" role="status" aria-label="Loading">
      <Loader type="dots" />
    </Center>
  )
}
