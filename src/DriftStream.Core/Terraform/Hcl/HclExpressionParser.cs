namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Reads expressions.</summary>
internal sealed class HclExpressionParser(HclCursor cursor, HclNotation notation)
{
    // Deeper nesting is written by nobody and would end the program.
    private const int Deepest = 200;
    private readonly Lines _inObjects = notation == HclNotation.Json ? Lines.AreBlanks : Lines.Count;
    private int _depth;

    /// <summary>Reads the next expression.</summary>
    public HclExpression Read(Lines lines)
    {
        if (++_depth > Deepest)
        {
            throw new HclSyntaxException("brackets are nested too deeply", cursor.Peek(lines).Start);
        }

        var first = Operand(lines);
        _depth--;
        if (IsOver(lines))
        {
            return first;
        }

        // An operator follows: only where all of it ends matters.
        var end = first.End;
        while (!IsOver(lines))
        {
            end = cursor.Skip(lines);
        }

        return new HclOther(first.Start, end);
    }

    private bool IsOver(Lines lines)
    {
        var token = cursor.Peek(lines);
        return token.Kind is HclTokenKind.End or HclTokenKind.Newline || (token.Kind == HclTokenKind.Sign && cursor.Of(token) is "," or ")" or "]" or "}");
    }

    private HclExpression Operand(Lines lines)
    {
        var token = cursor.Peek(lines);
        switch (token.Kind)
        {
            case HclTokenKind.Text:
                cursor.Take(lines);
                return HclText.Unquote(cursor.Of(token), notation) is { } text ? new HclLiteral(token.Start, token.End, text) : new HclOther(token.Start, token.End);
            case HclTokenKind.Number or HclTokenKind.Heredoc:
                cursor.Take(lines);
                return new HclOther(token.Start, token.End);
            case HclTokenKind.Identifier:
                return Named(lines);
            case HclTokenKind.Sign:
                return Signed(token, lines);
            default:
                throw new HclSyntaxException("there should be a value", token.Start);
        }
    }

    private HclExpression Signed(HclToken token, Lines lines)
    {
        switch (cursor.Of(token))
        {
            case "[" when !cursor.IsFollowedBy("for"):
                return Tuple(lines);
            case "{" when !cursor.IsFollowedBy("for"):
                return Object(lines);
            case "[" or "{" or "(":
                return new HclOther(token.Start, cursor.Skip(lines));
            case "-" or "!":
                cursor.Take(lines);
                return new HclOther(token.Start, Read(lines).End);
            default:
                throw new HclSyntaxException("there should be a value", token.Start);
        }
    }

    private HclExpression Named(Lines lines)
    {
        var first = cursor.Take(lines);
        if (cursor.IsAt("(", lines))
        {
            return new HclOther(first.Start, cursor.Skip(lines));
        }

        List<string>? names = [cursor.Of(first).ToString()];
        var end = first.End;
        while (cursor.IsAt(".", lines) || cursor.IsAt("[", lines))
        {
            (names, end) = Step(names, lines);
        }

        return new HclTraversal(first.Start, end, names);
    }

    private (List<string>? Names, int End) Step(List<string>? names, Lines lines)
    {
        if (cursor.Takes(".", lines))
        {
            var picked = cursor.Take(lines);
            return picked.Kind switch
            {
                HclTokenKind.Identifier => (Append(names, cursor.Of(picked).ToString()), picked.End),
                HclTokenKind.Number => (names, picked.End),
                HclTokenKind.Sign when cursor.Of(picked) is "*" => (names, picked.End),
                _ => throw new HclSyntaxException("there should be a name", picked.Start),
            };
        }

        cursor.Expect("[", lines);
        if (cursor.Takes("*", Lines.AreBlanks))
        {
            return (names, cursor.Expect("]", Lines.AreBlanks).End);
        }

        var isNumber = cursor.Peek(Lines.AreBlanks).Kind == HclTokenKind.Number;
        var key = Read(Lines.AreBlanks);
        var end = cursor.Expect("]", Lines.AreBlanks).End;
        return (key is HclLiteral literal ? Append(names, literal.Text) : isNumber ? names : null, end);
    }

    private static List<string>? Append(List<string>? names, string name)
    {
        names?.Add(name);
        return names;
    }

    private HclTuple Tuple(Lines lines)
    {
        var open = cursor.Take(lines);
        var items = new List<HclExpression>();
        while (!cursor.IsAt("]", Lines.AreBlanks))
        {
            items.Add(Read(Lines.AreBlanks));
            if (!cursor.Takes(",", Lines.AreBlanks) && !cursor.IsAt("]", Lines.AreBlanks))
            {
                throw new HclSyntaxException("there should be a , or a ]", cursor.Peek(Lines.AreBlanks).Start);
            }
        }

        return new(open.Start, cursor.Take(Lines.AreBlanks).End, items);
    }

    private HclObject Object(Lines lines)
    {
        var open = cursor.Take(lines);
        var items = new List<HclAttribute>();
        while (!cursor.IsAt("}", Lines.AreBlanks))
        {
            var start = cursor.Peek(Lines.AreBlanks).Start;
            var key = Key();
            var value = Read(_inObjects);
            if (key is not null)
            {
                items.Add(new(start, key, value));
            }

            if (!cursor.Takes(",", _inObjects) && !cursor.IsAt("}", _inObjects) && cursor.Peek(_inObjects).Kind != HclTokenKind.Newline)
            {
                throw new HclSyntaxException("there should be a , or a new line", cursor.Peek(_inObjects).Start);
            }
        }

        return new(open.Start, cursor.Take(Lines.AreBlanks).End, items);
    }

    // The key up to and with its sign; null where it is computed.
    private string? Key()
    {
        var token = cursor.Peek(Lines.AreBlanks);
        if (token.Kind is HclTokenKind.Identifier or HclTokenKind.Number or HclTokenKind.Text)
        {
            cursor.Take(Lines.AreBlanks);
            if (cursor.Takes("=", _inObjects) || cursor.Takes(":", _inObjects))
            {
                return token.Kind == HclTokenKind.Text ? HclText.Unquote(cursor.Of(token), notation) : cursor.Of(token).ToString();
            }
        }

        while (!cursor.Takes("=", Lines.AreBlanks) && !cursor.Takes(":", Lines.AreBlanks))
        {
            cursor.Skip(Lines.AreBlanks);
        }

        return null;
    }
}
