import {
  type Icon,
  IconCalendar,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMail,
  IconMusic,
  IconPhoto,
  IconPresentation,
  IconTable,
  IconVideo,
} from '@tabler/icons-react'

interface FileKind {
  words: string
  icon: Icon
}

const kinds: [RegExp, FileKind][] = [
  [/^image\//, { words: 'Picture', icon: IconPhoto }],
  [/^audio\//, { words: 'Sound', icon: IconMusic }],
  [/^video\//, { words: 'Video', icon: IconVideo }],
  [/\/pdf$/, { words: 'PDF', icon: IconFileTypePdf }],
  [/spreadsheet|excel|csv/, { words: 'Table', icon: IconTable }],
  [/presentation|powerpoint/, { words: 'Slides', icon: IconPresentation }],
  [/word|rtf|opendocument\.text|text\/plain/, { words: 'Document', icon: IconFileText }],
  [/zip|compressed|x-tar|gzip|7z|rar/, { words: 'Archive', icon: IconFileZip }],
  [/calendar/, { words: 'Appointment', icon: IconCalendar }],
  [/message\//, { words: 'Mail', icon: IconMail }],
]

/** What a media type is called at a news desk. */
export function fileKind(type: string): FileKind {
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? { words: 'File', icon: IconFile }
}
