using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>Asks for public keys.</summary>
internal sealed class ListPublicKeysRequest : AmazonWebServiceRequest
{
    /// <summary>From then on.</summary>
    [JsonConverter(typeof(EpochTime))]
    public DateTime StartTime { get; set; }

    /// <summary>Until then.</summary>
    [JsonConverter(typeof(EpochTime))]
    public DateTime EndTime { get; set; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Public keys.</summary>
internal sealed class ListPublicKeysResponse : AmazonWebServiceResponse
{
    /// <summary>The keys; their times may overlap. Null where there are none.</summary>
    public List<PublicKey>? PublicKeyList { get; set; }

    /// <summary>Where the next page begins; null at the end.</summary>
    public string? NextToken { get; set; }
}

/// <summary>A public key.</summary>
internal sealed class PublicKey
{
    /// <summary>Its DER encoding, in Base64.</summary>
    public string? Value { get; set; }

    /// <summary>What digests call it.</summary>
    public string? Fingerprint { get; set; }
}
