using System.CommandLine;

namespace CxlWire.Cli.Commands;

/// <summary><c>completion</c>: what a shell needs to complete command lines.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish." };

    public CompletionCommand(CliEnvironment environment)
        : base("completion", "Prints what makes a shell complete commands, options and names.", "SHELL")
    {
        _environment = environment;
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Add(_shell);
        SetAction(Run);
        Examples =
        [
            ("cxlwire completion bash > ~/.local/share/bash-completion/completions/cxlwire",
                "for bash, from its next start"),
            ("cxlwire completion zsh > ~/.zfunc/_cxlwire", "for zsh, with ~/.zfunc in its fpath"),
            ("cxlwire completion fish > ~/.config/fish/completions/cxlwire.fish", "for fish"),
        ];
    }

    // Each asks the command itself, by System.CommandLine's directive: "[suggest:POSITION]" and the line without its
    // first word. Where there is nothing to suggest, the shell completes files.
    private int Run(ParseResult result)
    {
        _environment.Text.Write(result.GetRequiredValue(_shell) switch
        {
            "bash" =>
                """
                _cxlwire() {
                    local line="${COMP_LINE#* }" word="${COMP_WORDS[COMP_CWORD]}"
                    local position=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
                    local IFS=$'\n'
                    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$position]" "$line" 2>/dev/null)" -- "$word"))
                }
                complete -o default -F _cxlwire cxlwire

                """,
            "zsh" =>
                """
                #compdef cxlwire
                _cxlwire() {
                    local line="${BUFFER#* }"
                    local position=$((CURSOR - ${#BUFFER} + ${#line}))
                    local -a names
                    names=("${(@f)$("${words[1]}" "[suggest:$position]" "$line" 2>/dev/null)}")
                    if [[ -n "${names[*]}" ]]; then compadd -a names; else _files; fi
                }
                if [[ "$funcstack[1]" = _cxlwire ]]; then _cxlwire "$@"; else compdef _cxlwire cxlwire; fi

                """,
            _ =>
                """
                function __cxlwire
                    set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
                    cxlwire "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
                end
                complete -c cxlwire -a '(__cxlwire)'

                """,
        });
        return ExitCode.Done;
    }
}
