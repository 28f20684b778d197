/**
 * What a code lens of the server opens: VS Code's own list of places, which takes its own kinds of
 * place and not those of the protocol.
 */
import { commands } from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import type { Client } from './client.ts';

export async function showReferences(
  client: Client,
  uri: string,
  position: Position,
  locations: readonly Location[],
): Promise<void> {
  const { protocol2CodeConverter: convert } = await client.running();
  await commands.executeCommand(
    'editor.action.showReferences',
    convert.asUri(uri),
    convert.asPosition(position),
    locations.map((location) => convert.asLocation(location)),
  );
}
