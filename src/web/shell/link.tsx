import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from '../route.ts'

/** A link inside the app: a real one, so that it opens in a new tab when asked to. */
export function Link({ to, ...rest }: Omit<ComponentProps<'a'>, 'href' | 'onClick'> & { to: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    navigate(to)
  }
  return <a href={to} onClick={follow} {...rest} />
}
