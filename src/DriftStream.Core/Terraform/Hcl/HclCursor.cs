namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Whether the end of a line means something where one reads.</summary>
internal enum Lines
{
    /// <summary>In bodies and objects it ends an item.</summary>
    Count,

    /// <summary>In parentheses and square brackets it is a blank.</summary>
    AreBlanks,
}

/// <summary>A place in the tokens of a file.</summary>
internal sealed class HclCursor(string code, IReadOnlyList<HclToken> tokens)
{
    private int _at;

    /// <summary>The next token that says something.</summary>
    public HclToken Peek(Lines lines)
    {
        while (tokens[_at].IsTrivia || (lines == Lines.AreBlanks && tokens[_at].Kind == HclTokenKind.Newline))
        {
            _at++;
        }

        return tokens[_at];
    }

    /// <summary>Moves past the next token that says something.</summary>
    public HclToken Take(Lines lines)
    {
        var token = Peek(lines);
        _at += token.Kind == HclTokenKind.End ? 0 : 1;
        return token;
    }

    /// <summary>Whether the next token is this sign.</summary>
    public bool IsAt(string sign, Lines lines) => Peek(lines) is { Kind: HclTokenKind.Sign } token && Of(token).SequenceEqual(sign);

    /// <summary>Moves past this sign if it is next.</summary>
    public bool Takes(string sign, Lines lines)
    {
        var isNext = IsAt(sign, lines);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Moves past this sign.</summary>
    /// <exception cref="HclSyntaxException">Something else is next.</exception>
    public HclToken Expect(string sign, Lines lines) =>
        IsAt(sign, lines) ? Take(lines) : throw new HclSyntaxException($"there should be a {sign}", Peek(lines).Start);

    /// <summary>What a token holds.</summary>
    public ReadOnlySpan<char> Of(HclToken token) => code.AsSpan(token.Start, token.End - token.Start);

    /// <summary>Whether this word is next after the sign that is next.</summary>
    public bool IsFollowedBy(string word)
    {
        var before = _at;
        Take(Lines.AreBlanks);
        var follows = Peek(Lines.AreBlanks) is { Kind: HclTokenKind.Identifier } token && Of(token).SequenceEqual(word);
        _at = before;
        return follows;
    }

    /// <summary>Moves past the next token and, where it opens a bracket, past all up to the closing one.</summary>
    /// <returns>Where that has ended.</returns>
    public int Skip(Lines lines)
    {
        var open = 0;
        HclToken token;
        do
        {
            token = Take(open > 0 ? Lines.AreBlanks : lines);
            if (token.Kind == HclTokenKind.End)
            {
                throw new HclSyntaxException("a bracket is not closed", token.Start);
            }

            open += token.Kind != HclTokenKind.Sign ? 0 : Of(token) is "(" or "[" or "{" ? 1 : Of(token) is ")" or "]" or "}" ? -1 : 0;
        }
        while (open > 0);
        return token.End;
    }
}
