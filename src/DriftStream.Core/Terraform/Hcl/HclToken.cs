namespace DriftStream.Core.Terraform.Hcl;

/// <summary>What a piece of code is.</summary>
internal enum HclTokenKind
{
    /// <summary>Blanks, tabs, a byte order mark.</summary>
    Space,

    /// <summary>From <c>#</c> or <c>//</c> to the end of the line, or between <c>/*</c> and <c>*/</c>.</summary>
    Comment,

    /// <summary>The end of a line.</summary>
    Newline,

    /// <summary>A name or a keyword.</summary>
    Identifier,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A quoted text with all that is interpolated in it.</summary>
    Text,

    /// <summary>A text from <c>&lt;&lt;EOT</c> to its mark.</summary>
    Heredoc,

    /// <summary>A bracket, an operator, a sign.</summary>
    Sign,

    /// <summary>The end of the code; it has no length.</summary>
    End,
}

/// <summary>A piece of code. Every character of a file belongs to exactly one, so that a change of one leaves all others as they are.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next one begins.</param>
internal readonly record struct HclToken(HclTokenKind Kind, int Start, int End)
{
    /// <summary>Whether it says nothing to Terraform, wherever it stands.</summary>
    public bool IsTrivia => Kind is HclTokenKind.Space or HclTokenKind.Comment;
}
