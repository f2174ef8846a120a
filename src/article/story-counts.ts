/** Two counts that an editor must not take for one another: how often a story came in, and which version of a release this is. */
import { sql } from 'kysely'

/**
 * In how many copies the story of the row `article` came in: the messages, whatever their sender or address, of those of its releases that
 * no later version has replaced. The same octets met again in the same mailbox are no copy.
 */
export const copiesInStory = sql<number>`(
  select count(*)::integer from article sibling
    join message original on original.id = sibling.message_id
    join message copy on copy.id = original.id or copy.duplicate_of = original.id
  where sibling.story_id = article.story_id
    and not exists (select from article later where later.corrects = sibling.id)
    and not (copy.id <> original.id and copy.reason = 'same-octets' and copy.mailbox_id = original.mailbox_id))`

/** Which version of its release the row `article` is, from 1. */
export const versionInStory = sql<number>`(
  with recursive earlier as (
    select article.corrects as id
    union
    select before.corrects from article before join earlier on before.id = earlier.id)
  select 1 + count(id)::integer from earlier)`
