/** The window of the VS Code server: Chromium without a display, and the workbench's address. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/**
 * Starts Chromium; nothing but loopback can be reached from it. Throws with the command that
 * installs it where it is missing.
 */
export async function launchBrowser() {
  const executablePath = [process.env.CHROMIUM_PATH, ...places].find(
    (place) => place && existsSync(place),
  );
  if (!executablePath)
    throw new Error(
      'Chromium is missing. Install it with `apt-get install -y --no-install-recommends chromium fonts-dejavu-core`, or set CHROMIUM_PATH.',
    );
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}

export function workbenchAddress(server, { folder, payload = {} }) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(Object.entries(payload)) });
  return `${server.url}/?${query}`;
}

/** The address by which the workbench reads a file of the server's machine. */
export function remoteUri(server, file) {
  return { scheme: 'vscode-remote', authority: server.authority, path: file };
}

/**
 * Loads extensions under development, and a test entry, into the next workbench that `page` opens.
 * A built workbench takes them from the embedder's configuration alone, which stands in an element
 * of the page; it is amended as the workbench reads it. Rewriting the page in transit would make
 * Chromium block its loopback connections.
 */
export async function setDevelopment(page, { extensions, extensionTestsPath }) {
  const options = { extensions, ...(extensionTestsPath && { extensionTestsPath }) };
  await page.addInitScript((development) => {
    const original = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = original.call(this, name);
      if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration')
        return value;
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
      return JSON.stringify(configuration);
    };
  }, options);
}

/** Tells each message that the workbench shows to its user, once, as text. */
export async function tellMessages(page, tell) {
  await page.exposeFunction('sequiturMessage', tell);
  await page.addInitScript(() => {
    const told = new WeakSet();
    new MutationObserver(() => {
      for (const message of document.querySelectorAll('.notification-list-item-message')) {
        if (told.has(message) || !message.textContent) continue;
        told.add(message);
        window.sequiturMessage(message.textContent);
      }
    }).observe(document, { childList: true, subtree: true });
  });
}
