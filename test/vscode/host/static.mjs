/**
 * Serves a folder over http on loopback, for the extension host that runs in the browser and reads
 * no disk.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const types = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.md': 'text/markdown',
};

/**
 * Gives the function that turns a path inside the folder into its address, in parts. The server
 * ends with the process.
 */
export async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    // Normalizing an absolute path removes every step upwards, so nothing outside the folder is
    // served.
    const asked = decodeURIComponent(new URL(request.url, 'http://loopback').pathname);
    const file = path.join(folder, path.normalize(`/${asked}`));
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
      });
      response.end(body);
    } catch {
      response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const authority = `127.0.0.1:${server.address().port}`;
  return (file) => {
    if (file !== folder && !file.startsWith(folder + path.sep))
      throw new Error(`${file} is not in ${folder}`);
    return {
      scheme: 'http',
      authority,
      path: `/${path.relative(folder, file).split(path.sep).join('/')}`,
    };
  };
}
