namespace DriftStream.Core.CloudTrail;

/// <summary>Decides what an object is by the members it has, and opens it where it wraps something.</summary>
internal static class Unwrapping
{
    /// <summary>The items of one object whose lists have been handed out already.</summary>
    public static IEnumerable<EnvelopeItem> Read(ObjectOutline outline, EnvelopePlaces places, EnvelopePlace place, int start, int depth)
    {
        if (Carried(outline) is { IsEmpty: false } carried)
        {
            if (depth >= Envelope.MaxWrappings)
            {
                return [Unreadable(outline, places, place, start, $"is wrapped more than {Envelope.MaxWrappings} times")];
            }

            var text = JsonText.IsString(carried.Span) ? JsonText.Unescape(carried) : carried;
            return new EnvelopeSplitter(text, places.Inside(place), depth + 1).Items();
        }

        if (Has(outline[OutlineMember.EventName]) && Has(outline[OutlineMember.EventSource]))
        {
            return [RecordOrNotification(outline, places, place, start)];
        }

        if (Detail(outline) is { } detail)
        {
            return [EventBridge(outline, detail, places, place, start)];
        }

        if (Label(outline) is { } label)
        {
            return [EnvelopeItem.NotCloudTrail(outline.Whole, label)];
        }

        return outline.HasList ? [] : [Unreadable(outline, places, place, start, Complaint(outline))];
    }

    // A row of CloudTrail Lake may hold eventName and eventSource as columns of their own, so a record as text comes first.
    private static ReadOnlyMemory<byte> Carried(ObjectOutline outline)
    {
        if (IsCarrier(outline[OutlineMember.RecordText].Span))
        {
            return outline[OutlineMember.RecordText];
        }

        var isRecord = Has(outline[OutlineMember.EventName]);
        var isRequest = JsonText.Text(outline[OutlineMember.MessageType].Span) is { } type && type != "Notification";
        return !isRecord && !isRequest && IsCarrier(outline[OutlineMember.Message].Span) ? outline[OutlineMember.Message] : default;
    }

    private static bool IsCarrier(ReadOnlySpan<byte> json) => json is [(byte)'"' or (byte)'{', ..];

    private static bool Has(ReadOnlyMemory<byte> json) => !json.IsEmpty && !json.Span.SequenceEqual("null"u8);

    private static EnvelopeItem RecordOrNotification(ObjectOutline outline, EnvelopePlaces places, EnvelopePlace place, int start)
    {
        if (outline[OutlineMember.EventSource].Span.StartsWith("\"aws:"u8))
        {
            return EnvelopeItem.NotCloudTrail(outline.Whole, JsonText.Text(outline[OutlineMember.EventSource].Span) ?? "");
        }

        return outline.Whole.Length > Envelope.MaxRecordBytes
            ? Unreadable(outline, places, place, start, TooLong(outline.Whole.Length))
            : EnvelopeItem.Record(outline.Whole);
    }

    private static ObjectOutline? Detail(ObjectOutline outline) =>
        outline[OutlineMember.Detail].Span is [(byte)'{', ..] ? ObjectOutline.Of(outline[OutlineMember.Detail]) : null;

    private static EnvelopeItem EventBridge(ObjectOutline outline, ObjectOutline detail, EnvelopePlaces places, EnvelopePlace place, int start)
    {
        if (!Has(detail[OutlineMember.EventName]) || !Has(detail[OutlineMember.EventSource]))
        {
            return EnvelopeItem.NotCloudTrail(outline.Whole, Label(outline) ?? "EventBridge event without a detail-type");
        }

        return detail.Whole.Length > Envelope.MaxRecordBytes
            ? Unreadable(outline, places, place, start, TooLong(detail.Whole.Length))
            : EnvelopeItem.Record(detail.Whole);
    }

    private static string? Label(ObjectOutline outline)
    {
        if (Has(outline[OutlineMember.Digest]))
        {
            return "CloudTrail digest";
        }

        return JsonText.Text(outline[OutlineMember.DetailType].Span)
            ?? (Has(outline[OutlineMember.EventName]) ? null : JsonText.Text(outline[OutlineMember.EventType].Span))
            ?? JsonText.Text(outline[OutlineMember.MessageType].Span);
    }

    private static string Complaint(ObjectOutline outline)
    {
        if (!outline.HasMembers)
        {
            return "is an empty object";
        }

        if (outline.ListName is { } list)
        {
            return $"has no list in {list}";
        }

        return (Has(outline[OutlineMember.EventName]), Has(outline[OutlineMember.EventSource])) switch
        {
            (true, false) => "has an eventName but no eventSource, so it is no CloudTrail record",
            (false, true) => "has an eventSource but no eventName, so it is no CloudTrail record",
            _ => "is neither a CloudTrail record nor anything that carries one",
        };
    }

    private static string TooLong(int length) => $"is {length} bytes long; records beyond {Envelope.MaxRecordBytes} bytes are not read";

    private static EnvelopeItem Unreadable(ObjectOutline outline, EnvelopePlaces places, EnvelopePlace place, int start, string statement) =>
        EnvelopeItem.Unreadable(outline.Whole, places.Sentence(place, start, statement));
}
