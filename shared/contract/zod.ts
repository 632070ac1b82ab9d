import { z } from 'zod'

// zod compiles its parsers with `new Function`. In a page the content security policy forbids that, and already the attempt
// is reported as an error; there, and only there, it works without. Every schema of a page therefore comes from here.
z.config({ jitless: 'document' in globalThis })

export { z }
