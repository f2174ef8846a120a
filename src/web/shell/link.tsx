import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from '../route.ts'

interface LinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  to: string
  /** Called once the page has gone there. */
  onGone?: () => void
}

/** A link inside the app: a real one, so that it opens in a new tab when asked to. */
export function Link({ to, onGone, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    navigate(to)
    onGone?.()
  }
  return <a href={to} onClick={follow} {...rest} />
}
