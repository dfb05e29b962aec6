namespace DriftStream.Core.Matching;

/// <summary>When a recorded name and an API member's name mean the same: <c>instancesSet</c>, <c>InstanceIds</c> and <c>instanceId</c> differ in their endings only.</summary>
internal static class MemberName
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
    private const string HeaderMark = "x-amz-";

    /// <summary>Whether they are the same but for case and number, or the one is a header of S3 for the other.</summary>
    public static bool AreAlike(ReadOnlySpan<char> recorded, ReadOnlySpan<char> member) =>
        recorded.Equals(member, AnyCase)
        || AreOneWord(recorded, member)
        || (recorded.StartsWith(HeaderMark, AnyCase) && IsHeader(recorded[HeaderMark.Length..], member));

    /// <summary>Whether they are the same but for case and the endings that make a name many.</summary>
    public static bool AreOneWord(ReadOnlySpan<char> recorded, ReadOnlySpan<char> member)
    {
        if (recorded.IsEmpty || member.IsEmpty)
        {
            return recorded.IsEmpty && member.IsEmpty;
        }

        if (char.ToLowerInvariant(recorded[0]) != char.ToLowerInvariant(member[0]))
        {
            return false;
        }

        ReadOnlySpan<char> one = Singular(recorded, out var end), other = Singular(member, out var otherEnd);
        return one.Length + end.Length == other.Length + otherEnd.Length
            && (one.Length <= other.Length ? Ends(other, one, end, otherEnd) : Ends(one, other, otherEnd, end));
    }

    // policies and Policy: a stem with a y put behind it, and one that has its own.
    private static bool Ends(ReadOnlySpan<char> longer, ReadOnlySpan<char> shorter, string behindShorter, string behindLonger) =>
        longer.StartsWith(shorter, AnyCase) && (behindShorter == behindLonger || longer[shorter.Length..].Equals(behindShorter, AnyCase));

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> name, out string end)
    {
        end = "";
        foreach (var ending in (ReadOnlySpan<string>)["set", "list"])
        {
            if (name.Length > ending.Length + 2 && name.EndsWith(ending, AnyCase))
            {
                name = name[..^ending.Length];
            }
        }

        if (name.EndsWith("ies", AnyCase))
        {
            end = "y";
            return name[..^3];
        }

        return name switch
        {
            _ when name.EndsWith("sses", AnyCase) => name[..^2],
            _ when name.EndsWith("ss", AnyCase) => name,
            _ when name.Length > 2 && name.EndsWith("s", AnyCase) => name[..^1],
            _ => name,
        };
    }

    private static bool IsHeader(ReadOnlySpan<char> header, ReadOnlySpan<char> member)
    {
        var at = 0;
        foreach (var part in header.Split('-'))
        {
            if (!member[at..].StartsWith(header[part], AnyCase))
            {
                return false;
            }

            at += header[part].Length;
        }

        return at == member.Length;
    }
}
