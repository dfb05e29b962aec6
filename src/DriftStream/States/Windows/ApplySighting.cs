namespace DriftStream.States.Windows;

/// <summary>Somebody was seen who applies to a state. Plans and other readers do not count.</summary>
/// <param name="Path">The <see cref="StateFile.Path"/> of the state.</param>
/// <param name="Since">When they began.</param>
/// <param name="Who">Who, as the lock or the run tells; null where it does not.</param>
internal sealed record ApplySighting(string Path, DateTimeOffset Since, string? Who)
{
    /// <summary>When they had done, where the place remembers that; null: they go on.</summary>
    public DateTimeOffset? Ended { get; init; }
}
