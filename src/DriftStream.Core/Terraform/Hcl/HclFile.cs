namespace DriftStream.Core.Terraform.Hcl;

/// <summary>One file of Terraform code, or why it cannot be read.</summary>
/// <param name="Text">The code.</param>
/// <param name="Body">What is in it; empty where it cannot be read.</param>
/// <param name="Problem">What is wrong, with its line; null where nothing is.</param>
internal sealed record HclFile(string Text, HclBody Body, string? Problem)
{
    private static readonly HclBody Nothing = new([], []);

    /// <summary>Reads code. Never throws for what it contains.</summary>
    public static HclFile Parse(string text)
    {
        try
        {
            return new(text, new HclBodyParser(Cursor(text, HclNotation.Native)).ReadFile(), null);
        }
        catch (HclSyntaxException broken)
        {
            return new(text, Nothing, Sentence(text, broken));
        }
    }

    /// <summary>Reads code in JSON; its members come as the attributes of the body. Never throws for what it contains.</summary>
    public static HclFile ParseJson(string text)
    {
        try
        {
            return ReadWhole(text, HclNotation.Json) is HclObject whole
                ? new(text, new(whole.Items, []), null)
                : new(text, Nothing, "line 1: it should be an object");
        }
        catch (HclSyntaxException broken)
        {
            return new(text, Nothing, Sentence(text, broken));
        }
    }

    /// <summary>Reads a single expression; null where the text is none.</summary>
    public static HclExpression? ParseExpression(string text)
    {
        try
        {
            return ReadWhole(text, HclNotation.Native);
        }
        catch (HclSyntaxException)
        {
            return null;
        }
    }

    /// <summary>The line, from 1, that a place in the text is in.</summary>
    public int LineOf(int position) => LineOf(Text, position);

    private static HclExpression ReadWhole(string text, HclNotation notation)
    {
        var cursor = Cursor(text, notation);
        var whole = new HclExpressionParser(cursor, notation).Read(Lines.AreBlanks);
        var last = cursor.Peek(Lines.AreBlanks);
        return last.Kind == HclTokenKind.End ? whole : throw new HclSyntaxException("something follows the end", last.Start);
    }

    private static HclCursor Cursor(string text, HclNotation notation) => new(text, new HclLexer(text, notation).All());

    private static string Sentence(string text, HclSyntaxException broken) => $"line {LineOf(text, broken.Position)}: {broken.Message}";

    private static int LineOf(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;
}
