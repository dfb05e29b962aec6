namespace DriftStream.Replay;

/// <summary>One file to read, or standard input.</summary>
/// <param name="Shown">The name in messages: the path as the user began it.</param>
/// <param name="Path">The full path; null for standard input.</param>
internal sealed record InputFile(string Shown, string? Path)
{
    /// <summary>Standard input.</summary>
    public static InputFile StandardInput { get; } = new("standard input", null);
}
