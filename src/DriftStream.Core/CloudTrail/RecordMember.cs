using System.Text;

namespace DriftStream.Core.CloudTrail;

/// <summary>The members of a record that judging needs.</summary>
internal enum RecordMember
{
    /// <summary>eventID.</summary>
    EventId,

    /// <summary>eventTime.</summary>
    EventTime,

    /// <summary>eventSource.</summary>
    EventSource,

    /// <summary>eventName.</summary>
    EventName,

    /// <summary>eventType.</summary>
    EventType,

    /// <summary>eventCategory.</summary>
    EventCategory,

    /// <summary>awsRegion.</summary>
    Region,

    /// <summary>recipientAccountId.</summary>
    RecipientAccount,

    /// <summary>readOnly.</summary>
    ReadOnly,

    /// <summary>errorCode.</summary>
    ErrorCode,

    /// <summary>errorMessage.</summary>
    ErrorMessage,

    /// <summary>sourceIPAddress.</summary>
    SourceIp,

    /// <summary>userAgent.</summary>
    UserAgent,

    /// <summary>sharedEventID.</summary>
    SharedEventId,

    /// <summary>sessionCredentialFromConsole.</summary>
    FromConsole,

    /// <summary>userIdentity.</summary>
    Identity,

    /// <summary>requestParameters.</summary>
    Request,

    /// <summary>responseElements.</summary>
    Response,

    /// <summary>additionalEventData.</summary>
    AdditionalData,

    /// <summary>serviceEventDetails.</summary>
    ServiceDetails,

    /// <summary>resources.</summary>
    Resources,
}

/// <summary>The members' names as CloudTrail writes them.</summary>
internal static class RecordMembers
{
    private const int LongestName = 32;

    private static readonly Dictionary<string, RecordMember> Names = new Dictionary<string, RecordMember>
    {
        ["eventID"] = RecordMember.EventId,
        ["eventTime"] = RecordMember.EventTime,
        ["eventSource"] = RecordMember.EventSource,
        ["eventName"] = RecordMember.EventName,
        ["eventType"] = RecordMember.EventType,
        ["eventCategory"] = RecordMember.EventCategory,
        ["awsRegion"] = RecordMember.Region,
        ["recipientAccountId"] = RecordMember.RecipientAccount,
        ["readOnly"] = RecordMember.ReadOnly,
        ["errorCode"] = RecordMember.ErrorCode,
        ["errorMessage"] = RecordMember.ErrorMessage,
        ["sourceIPAddress"] = RecordMember.SourceIp,
        ["userAgent"] = RecordMember.UserAgent,
        ["sharedEventID"] = RecordMember.SharedEventId,
        ["sessionCredentialFromConsole"] = RecordMember.FromConsole,
        ["userIdentity"] = RecordMember.Identity,
        ["requestParameters"] = RecordMember.Request,
        ["responseElements"] = RecordMember.Response,
        ["additionalEventData"] = RecordMember.AdditionalData,
        ["serviceEventDetails"] = RecordMember.ServiceDetails,
        ["resources"] = RecordMember.Resources,
    };

    private static readonly (byte[] Name, RecordMember Member)[][] ByLength =
        [.. Enumerable.Range(0, LongestName + 1).Select(length => Names.Where(n => n.Key.Length == length).Select(n => (Encoding.ASCII.GetBytes(n.Key), n.Value)).ToArray())];

    /// <summary>How many there are.</summary>
    public static int Count => Names.Count;

    /// <summary>The member with this name; null for one that judging does not need.</summary>
    public static RecordMember? Of(ReadOnlySpan<byte> name)
    {
        if (name.Length <= LongestName)
        {
            foreach (var (known, member) in ByLength[name.Length])
            {
                if (name.SequenceEqual(known))
                {
                    return member;
                }
            }
        }

        return null;
    }
}
