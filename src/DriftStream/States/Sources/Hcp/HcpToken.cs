using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>What opens the API.</summary>
/// <param name="Value">The token.</param>
/// <param name="Whence">Where it was found, in words for people.</param>
internal sealed record HcpToken(Secret Value, string Whence)
{
    /// <summary>Whether it can be sent at all; a token is one word of plain letters.</summary>
    public bool CanBeSent => Value.Reveal() is { Length: > 0 } text && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
