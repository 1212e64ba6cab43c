import { writeFileSync } from 'node:fs';

/** Reporter of vitest: keeps the errors that belong to no test, which its JSON does not tell. */
export default class OutsideTests {
  onTestRunEnd(_modules, errors) {
    const said = errors.map(({ name, message, stack }) => stack ?? `${name}: ${message}`);
    writeFileSync(process.env.TIENGMO_OUTSIDE_TESTS, JSON.stringify(said));
  }
}
