/**
 * `npm run new:attribute ID [VALUE …]`: an attribute of populations with its values in their order;
 * without values it is yes or no. For example: npm run new:attribute imdc-risk favourable
 * intermediate poor
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { change, fail, isKebabCase, root } from './write.mjs';

const file = 'server/evidence/attributes.yaml';
const [id = '', ...values] = process.argv.slice(2);
const usage =
  'Usage: npm run new:attribute ID [VALUE …], such as: npm run new:attribute imdc-risk favourable intermediate poor';
if (!isKebabCase(id)) fail(`An attribute is written in lower case with hyphens. ${usage}`);
if (readFileSync(path.join(root, file), 'utf8').includes(`\n  - id: ${id}\n`))
  fail(`${id} is declared already, in ${file}.`);

const written = (values.length === 0 ? ['yes', 'no'] : values).map(
  (value) => `      - { id: ${JSON.stringify(value)}, definition: FILL-IN }\n`,
);
change(
  file,
  (text) => `${text.trimEnd()}
  - id: ${id}
    label: ${id.replace(/-/g, ' ')}
    kind: choice
    # A study that does not state it: covers (it speaks of all patients), or the values of which it says nothing, as [mutated].
    silence: FILL-IN
    values:
${written.join('')}    definition: FILL-IN
`,
);
process.stdout.write(
  '\nFill in every FILL-IN, with a source where one defines it, then: npm run build && npm run test:unit.\n',
);
