using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Ledger;

/// <summary>Takes secrets out of a record before it is kept. AWS redacts most; this is for what it lets through.</summary>
/// <remarks>
/// A record without a suspicious member is kept byte for byte. Otherwise it is written anew with the mark in place of values:
/// members whose name says secret, values of environment variables, and, where the finding hides an attribute, whatever
/// carries that attribute's name. Where no such member is found, all of the request and the response is masked:
/// a value that cannot be placed is better lost than shown.
/// </remarks>
internal static class RecordMask
{
    /// <summary>What stands in place of a masked value: AWS's own mark, so that judging the kept record again takes the value as hidden too.</summary>
    public const string Mark = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static readonly string[] Payload = ["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"];

    /// <summary>The record to keep.</summary>
    public static MaskedRecord Apply(ReadOnlyMemory<byte> record, IReadOnlyList<Finding> findings)
    {
        var hidden = findings.SelectMany(f => f.Changes).Where(c => c.Hidden).Select(c => c.Path).ToList();
        if (hidden.Count == 0 && SecretScan.IsHarmless(record.Span))
        {
            return new(record, IsMasked: false);
        }

        var whole = ValueReader.Read(record.Span);
        var pass = new MaskPass([.. hidden.SelectMany(EndsOf)], Mark);
        var masked = pass.Over(whole);
        if (hidden.Count > 0 && !pass.MetHidden)
        {
            masked = Payload.Aggregate(masked, (kept, name) => kept[name].IsNull ? kept : kept.With(name, Value.Of(Mark)));
        }

        return ReferenceEquals(masked, whole)
            ? new(record, IsMasked: false)
            : new(Encoding.UTF8.GetBytes(ValueWriter.ToJson(masked)), IsMasked: true);
    }

    // "environment.variables" is requestParameters.environment, "tags.pin" is a tag's key: either end may name the member.
    private static IEnumerable<string> EndsOf(string path)
    {
        var names = path.Split(['.', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries).Where(p => !p.All(char.IsDigit)).ToList();
        return names.Count == 0 ? [] : names[0] is "tags" or "tags_all" ? [MaskPass.Plain(names[^1])] : [MaskPass.Plain(names[0]), MaskPass.Plain(names[^1])];
    }
}

/// <summary>A record that may be kept.</summary>
/// <param name="Bytes">Its JSON.</param>
/// <param name="IsMasked">False: byte for byte as received.</param>
internal readonly record struct MaskedRecord(ReadOnlyMemory<byte> Bytes, bool IsMasked);
