using System.Text.Json.Serialization;

namespace DriftStream.Replay.Sharing;

/// <summary>How questions, batches and counts look as JSON.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SharedQuestion))]
[JsonSerializable(typeof(SharedBatch))]
[JsonSerializable(typeof(ObjectReading))]
internal sealed partial class SharingJson : JsonSerializerContext;
