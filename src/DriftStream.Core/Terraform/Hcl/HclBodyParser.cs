namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Reads attributes and blocks.</summary>
internal sealed class HclBodyParser(HclCursor cursor)
{
    // Deeper nesting is written by nobody and would end the program.
    private const int Deepest = 100;
    private readonly HclExpressionParser _expressions = new(cursor, HclNotation.Native);

    /// <summary>Reads a whole file.</summary>
    public HclBody ReadFile()
    {
        var body = Read(0);
        var last = cursor.Peek(Lines.AreBlanks);
        return last.Kind == HclTokenKind.End ? body : throw new HclSyntaxException("a } has nothing to close", last.Start);
    }

    private HclBody Read(int depth)
    {
        var attributes = new List<HclAttribute>();
        var blocks = new List<HclBlock>();
        while (cursor.Peek(Lines.AreBlanks).Kind != HclTokenKind.End && !cursor.IsAt("}", Lines.AreBlanks))
        {
            var name = cursor.Take(Lines.AreBlanks);
            if (name.Kind != HclTokenKind.Identifier)
            {
                throw new HclSyntaxException("there should be the name of an attribute or a block", name.Start);
            }

            if (cursor.Takes("=", Lines.Count))
            {
                attributes.Add(new(name.Start, cursor.Of(name).ToString(), _expressions.Read(Lines.Count)));
            }
            else
            {
                blocks.Add(Block(name, depth + 1));
            }
        }

        return new(attributes, blocks);
    }

    private HclBlock Block(HclToken type, int depth)
    {
        if (depth > Deepest)
        {
            throw new HclSyntaxException("blocks are nested too deeply", type.Start);
        }

        var labels = new List<string>();
        while (cursor.Peek(Lines.Count) is { Kind: HclTokenKind.Identifier or HclTokenKind.Text } label)
        {
            cursor.Take(Lines.Count);
            labels.Add(label.Kind == HclTokenKind.Identifier
                ? cursor.Of(label).ToString()
                : HclText.Unquote(cursor.Of(label), HclNotation.Native) ?? throw new HclSyntaxException("a label has an interpolation", label.Start));
        }

        cursor.Expect("{", Lines.Count);
        var body = Read(depth);
        var close = cursor.Expect("}", Lines.AreBlanks);
        return new(type.Start, close.End, cursor.Of(type).ToString(), labels, body);
    }
}
