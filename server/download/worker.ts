import { workerData } from 'node:worker_threads'
import type { WritingTask } from './work.ts'

// A thread of its own: a long ticket would hold up everybody's requests. Its end is the answer, its error the failure.
const { format, document, file } = workerData as WritingTask
if (format === 'pdf') await (await import('./pdf/writePdf.ts')).writePdf(document, file)
else await (await import('./xlsx/writeXlsx.ts')).writeXlsx(document, file)
