namespace DriftStream.Replay.Sources;

/// <summary>Content that somebody hands over once, such as standard input.</summary>
/// <param name="name">Its name in messages.</param>
/// <param name="content">Whoever opens it disposes of it.</param>
internal sealed class GivenContent(string name, Stream content) : ArchiveObject(name, "-")
{
    /// <inheritdoc/>
    public override bool CanReopen => false;

    /// <summary>Standard input.</summary>
    public static GivenContent StandardInput(Stream content) => new("standard input", content);

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) => ValueTask.FromResult(content);
}
