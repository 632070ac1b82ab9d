import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Begun first, whatever a machine remembers of earlier runs: what takes longest must not be what everything waits for. The
 * first two get workers in which nothing has run; `download/load` measures the memory of its own.
 */
const FIRST = [
  'tickets/model', 'download/load', 'figures/month', 'counts/kept', 'http/matrix', 'life/punctual', 'outbox/faults', 'life/outages', 'jobs/calendar/recompute',
  'search/killed', 'attachments/killed', 'jobs/calendar/killed', 'download/rights', 'reports/breaches', 'http/hostileCorpus',
].map((name) => `test/server/${name}.test.ts`)

const environmentOf = ({ moduleId, project }: TestSpecification): string =>
  /@vitest-environment\s+(\S+)/.exec(readFileSync(moduleId, 'utf8'))?.[1] ?? project.config.environment

/**
 * The longest files first, so that the workers end at about the same time; and files with the same surroundings one after
 * the other, as a worker that they share is ended where the surroundings change.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const keyed = sorted.map((file, index) => {
      const place = FIRST.indexOf(relative(this.ctx.config.root, file.moduleId).replaceAll('\\', '/'))
      return { file, project: file.project.name, environment: environmentOf(file), place: place === -1 ? FIRST.length : place, index }
    })
    return keyed
      .sort((a, b) => a.project.localeCompare(b.project) || a.environment.localeCompare(b.environment) || a.place - b.place || a.index - b.index)
      .map(({ file }) => file)
  }
}
