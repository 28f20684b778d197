;;; client.el --- Opens one file in Emacs with eglot and prints what the server said  -*- lexical-binding: t -*-

;; The environment gives SEQUITUR_SERVER (the command, a JSON array), SEQUITUR_FILE, and SEQUITUR_WORD, on whose first occurrence
;; the hover is asked.  The answer is one line of JSON.  Emacs ends with an error when the server does not start or does not answer.

;;; Code:
(require 'json)
(require 'flymake)
(require 'eglot)

(defvar sequitur-wait 20 "Seconds until an answer is overdue.")

(define-derived-mode sequitur-mode prog-mode "Sequitur"
  "Sequences of treatments and their evidence."
  (setq-local comment-start "# "))

(defun sequitur-until (what ready)
  "Wait until READY gives a value, and give that; an error about WHAT when it takes too long."
  (let ((end (+ (float-time) sequitur-wait)) value)
    (while (not (setq value (funcall ready)))
      (when (> (float-time) end) (error "%s" what))
      (accept-process-output nil 0.05))
    value))

(defun sequitur-talk ()
  "Open the file, wait for its diagnostics, ask for a hover, and shut the server down."
  (let ((command (append (json-read-from-string (getenv "SEQUITUR_SERVER")) nil))
        (eglot-sync-connect t)
        (eglot-connect-timeout sequitur-wait)
        diagnostics hover)
    (add-to-list 'auto-mode-alist '("\\.sequitur\\'" . sequitur-mode))
    (add-to-list 'eglot-server-programs (cons 'sequitur-mode command))
    (find-file (getenv "SEQUITUR_FILE"))
    (unless (derived-mode-p 'sequitur-mode) (error "The file has another mode"))
    (apply #'eglot--connect (eglot--guess-contact))
    (flymake-start)
    (setq diagnostics (sequitur-until "no diagnostics were published" #'flymake-diagnostics))
    (goto-char (point-min))
    (search-forward (getenv "SEQUITUR_WORD"))
    (goto-char (1+ (match-beginning 0)))
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
    (sequitur-until "no hover was shown" (lambda () hover))
    (let ((server (eglot-current-server)))
      (eglot-shutdown server nil sequitur-wait)
      (list (cons 'diagnostics
                  (mapcar (lambda (each)
                            (list (cons 'text (flymake-diagnostic-text each))
                                  (cons 'type (format "%s" (flymake-diagnostic-type each)))
                                  (cons 'on (buffer-substring-no-properties (flymake-diagnostic-beg each)
                                                                            (flymake-diagnostic-end each)))))
                          diagnostics))
            (cons 'hover (substring-no-properties hover))
            (cons 'stopped (if (jsonrpc-running-p server) json-false t))))))

(let ((answer (condition-case problem
                  (sequitur-talk)
                (error (list (cons 'error (error-message-string problem)))))))
  (princ (concat (json-encode answer) "\n"))
  (kill-emacs (if (assq 'error answer) 1 0)))
;;; client.el ends here
