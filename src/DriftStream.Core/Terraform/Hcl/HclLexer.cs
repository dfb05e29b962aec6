namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Cuts Terraform code into tokens.</summary>
/// <remarks>https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md</remarks>
internal sealed class HclLexer(string code, HclNotation notation)
{
    // Deeper nesting is written by nobody and would end the program.
    private const int DeepestTemplate = 64;

    private static readonly string[] LongSigns = ["...", "==", "!=", "<=", ">=", "&&", "||", "=>", "::"];

    /// <summary>All tokens, the end last.</summary>
    /// <exception cref="HclSyntaxException">A text or a comment does not end.</exception>
    public List<HclToken> All()
    {
        var tokens = new List<HclToken>();
        for (var at = 0; at < code.Length; at = tokens[^1].End)
        {
            tokens.Add(Next(at, 0));
        }

        tokens.Add(new(HclTokenKind.End, code.Length, code.Length));
        return tokens;
    }

    private HclToken Next(int at, int depth) => code[at] switch
    {
        '\n' => new(HclTokenKind.Newline, at, at + 1),
        '\r' when At(at + 1) == '\n' => new(HclTokenKind.Newline, at, at + 2),
        ' ' or '\t' or '\r' or '\uFEFF' => new(HclTokenKind.Space, at, EndOfSpace(at)),
        '#' => new(HclTokenKind.Comment, at, EndOfLine(at)),
        '/' when At(at + 1) == '/' => new(HclTokenKind.Comment, at, EndOfLine(at)),
        '/' when At(at + 1) == '*' => new(HclTokenKind.Comment, at, EndOfComment(at)),
        '"' => new(HclTokenKind.Text, at, EndOfText(at, depth)),
        '<' when At(at + 1) == '<' && IsHeredoc(at) => new(HclTokenKind.Heredoc, at, EndOfHeredoc(at)),
        var first when IsNameStart(first) => new(HclTokenKind.Identifier, at, EndOfName(at)),
        var first when char.IsAsciiDigit(first) => new(HclTokenKind.Number, at, EndOfNumber(at)),
        _ => new(HclTokenKind.Sign, at, at + SignLength(at)),
    };

    private char At(int at) => at < code.Length ? code[at] : '\0';

    private int EndOfSpace(int at)
    {
        while (At(at) is ' ' or '\t' or '\uFEFF' || (At(at) == '\r' && At(at + 1) != '\n'))
        {
            at++;
        }

        return at;
    }

    private int EndOfLine(int at)
    {
        var end = code.IndexOf('\n', at);
        return end < 0 ? code.Length : code[end - 1] == '\r' ? end - 1 : end;
    }

    private int EndOfComment(int at)
    {
        var end = code.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return end < 0 ? throw new HclSyntaxException("a comment does not end", at) : end + 2;
    }

    private int EndOfText(int start, int depth)
    {
        for (var at = start + 1; at < code.Length && code[at] != '\n';)
        {
            if (code[at] == '"')
            {
                return at + 1;
            }

            at = code[at] == '\\' ? at + 2 : AfterTemplatePart(at, depth);
        }

        throw new HclSyntaxException("a text does not end on its line", start);
    }

    // "$${" is no interpolation, "${" is one up to its closing bracket, everything else is one character.
    private int AfterTemplatePart(int at, int depth)
    {
        if (notation == HclNotation.Json || code[at] is not ('$' or '%'))
        {
            return at + 1;
        }

        return At(at + 1) == code[at] && At(at + 2) == '{' ? at + 3 : At(at + 1) == '{' ? EndOfInterpolation(at, depth + 1) : at + 1;
    }

    private int EndOfInterpolation(int start, int depth)
    {
        if (depth > DeepestTemplate)
        {
            throw new HclSyntaxException("texts are nested too deeply", start);
        }

        var open = 0;
        for (var at = start + 1; at < code.Length;)
        {
            var token = Next(at, depth);
            open += token.Kind != HclTokenKind.Sign ? 0 : code[at] == '{' ? 1 : code[at] == '}' ? -1 : 0;
            at = token.End;
            if (open == 0)
            {
                return at;
            }
        }

        throw new HclSyntaxException("an interpolation does not end", start);
    }

    private bool IsHeredoc(int at) => IsNameStart(At(at + 2)) || (At(at + 2) == '-' && IsNameStart(At(at + 3)));

    private int EndOfHeredoc(int start)
    {
        var name = start + (At(start + 2) == '-' ? 3 : 2);
        var mark = code.AsSpan(name, EndOfName(name) - name);
        for (var line = code.IndexOf('\n', name) + 1; line > 0; line = code.IndexOf('\n', line) + 1)
        {
            var end = code.IndexOf('\n', line);
            var content = code.AsSpan(line, (end < 0 ? code.Length : end) - line);
            if (content.Trim().SequenceEqual(mark))
            {
                return line + content.TrimEnd().Length;
            }
        }

        throw new HclSyntaxException($"the text up to {mark} does not end", start);
    }

    private static bool IsNameStart(char letter) => char.IsLetter(letter) || letter == '_';

    private int EndOfName(int at)
    {
        while (char.IsLetterOrDigit(At(at)) || At(at) is '_' or '-')
        {
            at++;
        }

        return at;
    }

    private int EndOfNumber(int at)
    {
        at = EndOfDigits(at);
        at = At(at) == '.' && char.IsAsciiDigit(At(at + 1)) ? EndOfDigits(at + 1) : at;
        var sign = At(at + 1) is '+' or '-' ? 1 : 0;
        return At(at) is 'e' or 'E' && char.IsAsciiDigit(At(at + 1 + sign)) ? EndOfDigits(at + 1 + sign) : at;
    }

    private int EndOfDigits(int at)
    {
        while (char.IsAsciiDigit(At(at)))
        {
            at++;
        }

        return at;
    }

    private int SignLength(int at) => LongSigns.FirstOrDefault(sign => string.CompareOrdinal(code, at, sign, 0, sign.Length) == 0)?.Length ?? 1;
}
