import type { Me } from '../api.ts'
import { usePath } from '../route.ts'
import { AccountMenu } from './account-menu.tsx'
import { Link } from './link.tsx'
import { Logo } from './logo.tsx'
import { isAt, placesFor } from './places.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import styles from './top-bar.module.css'

/** The rail's place on a phone. */
export function TopBar({ me }: { me: Me }) {
  const path = usePath()
  const places = placesFor(me)
  return (
    <nav className={styles.bar} aria-label="Copytaster">
      <Link to="/" className={styles.home} aria-label="Copytaster, to the desk">
        <Logo size={28} />
        <span className={styles.name}>Copytaster</span>
      </Link>
      {places.length > 1 && (
        <div style={{ display: 'flex' }}>
          {places.map((place) => (
            <Link
              key={place.path}
              to={place.path}
              className={styles.place}
              aria-label={place.label}
              aria-current={isAt(place, path) ? 'page' : undefined}
            >
              <place.icon size={21} stroke={1.7} aria-hidden="true" />
            </Link>
          ))}
        </div>
      )}
      <ThemeSwitch />
      <AccountMenu me={me} />
    </nav>
  )
}
