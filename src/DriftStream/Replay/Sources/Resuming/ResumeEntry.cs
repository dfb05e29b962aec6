using System.Text.Json.Serialization;

namespace DriftStream.Replay.Sources.Resuming;

/// <summary>One object in a <see cref="ResumeFile"/>.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="ETag">Its content.</param>
/// <param name="Size">How many bytes follow the line.</param>
/// <param name="Sha256">Their SHA-256.</param>
internal sealed record ResumeEntry(string Key, string ETag, long Size, string Sha256)
{
    /// <summary>Where they begin.</summary>
    [JsonIgnore]
    public long Start { get; init; }
}

/// <summary>How an entry looks as JSON.</summary>
[JsonSerializable(typeof(ResumeEntry))]
internal sealed partial class ResumeJson : JsonSerializerContext;
