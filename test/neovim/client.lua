-- Opens one file in Neovim, asks the language server about it, and prints the answers as one line of JSON.
-- The environment gives SEQUITUR_SERVER (the command, a JSON array), SEQUITUR_FILE, and SEQUITUR_WORD, on whose first
-- occurrence the hover is asked. Neovim ends with an error when the server does not start or does not answer in time.
local wait = 20000

local function finish(answer, failed)
  io.stdout:write(vim.json.encode(answer) .. '\n')
  io.stdout:flush()
  vim.cmd(failed and 'cquit!' or 'quitall!')
end

local function talk()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.SEQUITUR_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = 'sequitur'
  local published
  local id = vim.lsp.start_client({
    name = 'sequitur',
    cmd = vim.json.decode(vim.env.SEQUITUR_SERVER),
    root_dir = vim.fn.fnamemodify(vim.env.SEQUITUR_FILE, ':p:h'),
    handlers = {
      ['textDocument/publishDiagnostics'] = function(_, result)
        if result.uri == vim.uri_from_bufnr(buffer) then published = result.diagnostics end
      end,
    },
  })
  if not id then error('the server could not be started') end
  vim.lsp.buf_attach_client(buffer, id)
  local ready = vim.wait(wait, function()
    local client = vim.lsp.get_client_by_id(id)
    return client ~= nil and client.initialized == true
  end, 20)
  if not ready then error('the server did not initialize') end
  if not vim.wait(wait, function() return published ~= nil end, 20) then error('no diagnostics were published') end

  local place
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local column = line:find(vim.env.SEQUITUR_WORD, 1, true)
    if column and not place then place = { line = number - 1, character = column } end
  end
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = place,
  }, wait)
  local hover = answers and answers[id]
  if not hover or hover.error then error('no hover: ' .. vim.inspect(hover)) end
  vim.lsp.stop_client(id)
  local stopped = vim.wait(5000, function() return vim.lsp.get_client_by_id(id) == nil end, 20)
  return { diagnostics = published, hover = hover.result or vim.NIL, stopped = stopped }
end

local ok, answer = pcall(talk)
if ok then finish(answer, false) else finish({ error = tostring(answer) }, true) end
