-- Neovim without a screen: a half-typed claim, then a whole one, in a file that is open and never saved.
-- nvim --headless -n -i NONE -u NONE -c 'luafile drive.lua'   (environment: FILE, ROOT, SERVER)
-- It works in 0.7 (`vim.lsp.start_client`) and in later versions; a slip ends it with status 1 and is told.
local E = vim.env

local function drive()
  vim.cmd('edit ' .. E.FILE)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({ name = 'claimcheck', cmd = vim.split(E.SERVER, ' '), root_dir = E.ROOT })
  vim.lsp.buf_attach_client(buffer, client)
  assert(vim.wait(15000, function()
    local known = vim.lsp.get_client_by_id(client)
    return known and known.initialized
  end, 20), 'it does not start')
  local lines = vim.api.nvim_buf_line_count(buffer)
  local function found(line, words)
    return vim.wait(15000, function()
      for _, each in ipairs(vim.diagnostic.get(buffer)) do
        if each.lnum == line and each.message:match(words) then return true end
      end
    end, 20)
  end
  local half = { '  - id: typed', '    speaker: nobody-such', '    quote: "ქარი 😀 თქვა' }
  vim.api.nvim_buf_set_lines(buffer, lines, lines, false, half)
  assert(found(lines + 2, 'not closed'), 'half-typed')
  local rest = { '    quote: "ქარი 😀 თქვა"', '    stance: {}', '    source: none-such' }
  vim.api.nvim_buf_set_lines(buffer, lines + 2, lines + 3, false, rest)
  assert(found(lines + 1, 'unknown speaker'), 'whole')
  local where = { textDocument = vim.lsp.util.make_text_document_params(buffer),
                  position = { line = lines + 1, character = 15 } }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/completion', where, 10000)
  assert(answers and answers[client] and answers[client].result, 'completion')
end

local ok, why = pcall(drive)
io.stdout:write(ok and 'right\n' or tostring(why) .. '\n')
vim.cmd(ok and 'qa!' or 'cquit 1')
