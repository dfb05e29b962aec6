using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>Asks for events.</summary>
internal sealed class LookupEventsRequest : AmazonWebServiceRequest
{
    /// <summary>From then on, that second included.</summary>
    [JsonConverter(typeof(EpochTime))]
    public DateTime StartTime { get; set; }

    /// <summary>Until then, that second included.</summary>
    [JsonConverter(typeof(EpochTime))]
    public DateTime EndTime { get; set; }

    /// <summary>One at most; null for every event.</summary>
    public List<LookupAttribute>? LookupAttributes { get; set; }

    /// <summary>How many at most, up to 50.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What the events must have.</summary>
internal sealed class LookupAttribute
{
    /// <summary>e.g. <c>ReadOnly</c>.</summary>
    public string? AttributeKey { get; set; }

    /// <summary>e.g. <c>false</c>.</summary>
    public string? AttributeValue { get; set; }
}

/// <summary>A page of events.</summary>
internal sealed class LookupEventsResponse : AmazonWebServiceResponse
{
    /// <summary>The newest first; null where there are none.</summary>
    public List<Event>? Events { get; set; }

    /// <summary>Where the next page begins; null at the end.</summary>
    public string? NextToken { get; set; }
}

/// <summary>One event.</summary>
internal sealed class Event
{
    /// <summary>Its id.</summary>
    public string? EventId { get; set; }

    /// <summary>The whole record, as JSON in a text.</summary>
    public string? CloudTrailEvent { get; set; }
}
