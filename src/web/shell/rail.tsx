import type { Me } from '../api.ts'
import { usePath } from '../route.ts'
import { AccountMenu } from './account-menu.tsx'
import { Link } from './link.tsx'
import { Logo } from './logo.tsx'
import { isAt, placesFor } from './places.ts'
import styles from './rail.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

/** The slim column at the left edge. */
export function Rail({ me }: { me: Me }) {
  const path = usePath()
  return (
    <nav className={styles.rail} aria-label="Copytaster">
      <Link to="/" className={styles.home} aria-label="Copytaster, to the desk">
        <Logo />
      </Link>
      <div>
        {placesFor(me).map((place) => (
          <Link
            key={place.path}
            to={place.path}
            className={styles.place}
            aria-current={isAt(place, path) ? 'page' : undefined}
          >
            <place.icon size={22} stroke={1.7} aria-hidden="true" />
            {place.label}
          </Link>
        ))}
      </div>
      <div className={styles.foot}>
        <ThemeSwitch />
        <AccountMenu me={me} />
      </div>
    </nav>
  )
}
