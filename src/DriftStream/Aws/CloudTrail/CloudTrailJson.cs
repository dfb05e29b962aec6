using System.Text.Json.Serialization;
using Amazon.CloudTrail.Model;

namespace Amazon.CloudTrail;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ListPublicKeysRequest))]
[JsonSerializable(typeof(ListPublicKeysResponse))]
[JsonSerializable(typeof(LookupEventsRequest))]
[JsonSerializable(typeof(LookupEventsResponse))]
internal sealed partial class CloudTrailJson : JsonSerializerContext;
