import { expect, test } from 'vitest';
import { configJsonSchema } from '../../server/src/workspace/config-schema.ts';

/**
 * `npx vitest run test/workspace/config-schema.test.ts --update` writes the file anew after the
 * schema was changed.
 */
test('the published schema of the configuration is the one that is used', async () => {
  await expect(`${JSON.stringify(configJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/schemas/sequitur-config.schema.json',
  );
});
