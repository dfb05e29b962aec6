using System.Security.Cryptography;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Reads one record's bytes.</summary>
public static class EventReader
{
    /// <summary>Reads a record.</summary>
    /// <exception cref="RecordUnreadableException">It is not a CloudTrail record that can be judged.</exception>
    public static CloudTrailEvent Read(ReadOnlyMemory<byte> record)
    {
        var json = RecordJson.Of(record);
        var name = Required(json, RecordMember.EventName, "eventName");
        var operation = OperationName.Of(name);
        var identity = json[RecordMember.Identity];
        var saysReadOnly = json.Flag(RecordMember.ReadOnly);
        return new CloudTrailEvent
        {
            Id = json.Text(RecordMember.EventId) ?? Convert.ToHexStringLower(SHA256.HashData(record.Span)),
            Time = Time(json),
            Source = Required(json, RecordMember.EventSource, "eventSource").ToLowerInvariant(),
            Name = name,
            Operation = operation,
            Account = json.Name(RecordMember.RecipientAccount) ?? UserIdentityReader.Read(identity.Span).Account,
            Region = json.Name(RecordMember.Region),
            IsReadOnly = saysReadOnly ?? ReadingVerbs.Covers(operation),
            SaysReadOnly = saysReadOnly == true,
            ErrorCode = json.Name(RecordMember.ErrorCode),
            ErrorMessage = json.Text(RecordMember.ErrorMessage),
            SourceIp = json.Text(RecordMember.SourceIp),
            UserAgent = WithoutBrackets(json.Name(RecordMember.UserAgent)),
            Type = json.Name(RecordMember.EventType),
            Category = json.Name(RecordMember.EventCategory),
            SharedEventId = json.Text(RecordMember.SharedEventId),
            FromConsole = json.Flag(RecordMember.FromConsole),
            IdentityJson = identity,
            Resources = Resources(json[RecordMember.Resources].Span),
            RequestJson = json[RecordMember.Request],
            ResponseJson = json[RecordMember.Response],
            DetailsJson = json[RecordMember.ServiceDetails] is { IsEmpty: false } details ? details : json[RecordMember.AdditionalData],
            Record = record,
        };
    }

    private static string Required(RecordJson json, RecordMember member, string name) =>
        json.Name(member) ?? throw Unreadable(json, $"{name} is {json.Shown(member)}, so nobody can say what happened");

    private static DateTimeOffset Time(RecordJson json) =>
        EventTime.Read(json[RecordMember.EventTime].Span) is { } time && EventTime.IsOfRecords(time)
            ? time
            : throw Unreadable(json, $"eventTime is {json.Shown(RecordMember.EventTime)}, so it cannot be put in order");

    private static RecordUnreadableException Unreadable(RecordJson json, string reason) => new(
        json.Text(RecordMember.EventId) is { } id ? $"Record {id} cannot be judged: {reason}." : $"The record cannot be judged: {reason}.");

    private static string? WithoutBrackets(string? agent) => agent is ['[', .. var inside, ']'] ? inside : agent;

    private static List<NamedResource> Resources(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'[', ..])
        {
            return [];
        }

        var resources = new List<NamedResource>();
        foreach (var item in ValueReader.Read(json).Items)
        {
            // What went through Security Lake has its names in lower case.
            if (Text(item, "ARN") is { } arn)
            {
                resources.Add(new NamedResource(arn, Text(item, "type"), Text(item, "accountId")));
            }
        }

        return resources;
    }

    private static string? Text(Value item, string name) =>
        item.Find(name, StringComparison.OrdinalIgnoreCase) is { Kind: ValueKind.Text or ValueKind.Number, Text.Length: > 0 } value ? value.Text : null;
}
