/** Which reader reads which format. Each is loaded when the first such file comes: together they take a second. */
import { decodeText } from '../charset.ts'
import type { Found } from './found.ts'

/** The formats that are read in a thread of their own, and the pictures of a PDF, which are a question by themselves. */
export type ThreadFormat = 'pdf' | 'pdf-pictures' | 'docx' | 'odt' | 'rtf' | 'tnef' | 'outlook' | 'calendar'

type Read = (bytes: Uint8Array) => Found | Promise<Found>

/** What reads the format. What is in the bytes makes no exception, as far as their reader can tell. */
export async function loadReader(format: ThreadFormat): Promise<Read> {
  switch (format) {
    case 'pdf':
      return (await import('./pdf.ts')).readPdf
    case 'pdf-pictures':
      return (await import('./pdf.ts')).readPicturesOfPdf
    case 'docx':
      return (await import('./docx.ts')).readDocx
    case 'odt':
      return (await import('./odt.ts')).readOdt
    case 'rtf':
      return (await import('./rtf.ts')).readRtf
    case 'tnef':
      return (await import('./tnef.ts')).readTnef
    case 'outlook':
      return (await import('./outlook.ts')).readOutlook
    case 'calendar': {
      const { readCalendar } = await import('./calendar.ts')
      return (bytes) => readCalendar(decodeText(bytes, 'utf-8', false))
    }
  }
}
