import type { ArticleDetail } from '../api.ts'
import { counted } from '../words/counts.ts'
import { isUnsure } from '../words/sources.ts'
import sheet from './article-sheet.module.css'
import { ContactCard } from './contact-card.tsx'
import styles from './contact-cards.module.css'
import { PartNote } from './part-note.tsx'

/** Whom journalists may ask. */
export function ContactCards({ article }: { article: ArticleDetail }) {
  const { contacts } = article.parts
  const [first] = contacts
  if (!first) return null
  return (
    <section className={sheet.block} aria-label="Contacts">
      <h3 className={sheet.heading}>{counted(contacts.length, 'contact')}</h3>
      <ul className={styles.cards}>
        {contacts.map((contact) => (
          <li key={`${contact.name} ${contact.role} ${contact.email} ${contact.phones[0]?.number}`}>
            <ContactCard contact={contact} />
          </li>
        ))}
      </ul>
      <PartNote
        article={article}
        evidence={first.evidence}
        unsure={contacts.every(isUnsure) ? 'this may be who sent the mail and not a contact for journalists' : null}
      />
    </section>
  )
}
