/**
 * The page around every webview: a strict content security policy with a nonce, no inline script,
 * style or handler, and nothing from outside the extension. The content is drawn by the page's own
 * script from the messages it gets.
 */
import { Uri, type Webview } from 'vscode';

export interface ShellOptions {
  readonly webview: Webview;
  readonly extensionUri: Uri;
  /**
   * Names the script `<name>.page.js` and the style sheet `<name>.page.css` in client/dist/webview.
   */
  readonly name: string;
  readonly title: string;
}

/** Folders that a webview may load from. */
export const webviewRoots = (extensionUri: Uri): Uri[] => [
  Uri.joinPath(extensionUri, 'client/dist/webview'),
];

export function shell({ webview, extensionUri, name, title }: ShellOptions): string {
  const nonce = randomNonce();
  const file = (suffix: string) =>
    webview
      .asWebviewUri(Uri.joinPath(extensionUri, 'client/dist/webview', `${name}${suffix}`))
      .toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    // Exported pictures are drawn from the diagram itself.
    `img-src ${webview.cspSource} data: blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(file('.page.css'))}">
</head>
<body>
<main id="content" aria-busy="true"></main>
<script nonce="${nonce}" src="${escapeHtml(file('.page.js'))}"></script>
</body>
</html>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function randomNonce(): string {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
