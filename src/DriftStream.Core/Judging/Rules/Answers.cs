using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What AWS answered of something new.</summary>
internal static class Answers
{
    /// <summary>The id of what the call made, or else what comes closest; null where nothing was answered.</summary>
    public static string? Id(EventRow row, Situation situation) => First(row, situation, areIds: true) ?? First(row, situation, areIds: false);

    /// <summary>The texts under a member of the response.</summary>
    /// <remarks>RDS, IAM and Lambda record the inner object without its name: then the path's end finds it.</remarks>
    public static List<string> Of(MemberPair pair, Situation situation)
    {
        if (situation.Response.IsNull)
        {
            return [];
        }

        for (var path = pair.Path; ; path = Inner(path))
        {
            var found = RequestMembers.Find(situation.Response, path).SelectMany(m => RequestMembers.ScalarsIn(m.Value)).Distinct().ToList();
            if (found.Count > 0 || !path.Contains('.', StringComparison.Ordinal))
            {
                return found;
            }
        }
    }

    /// <summary>The first of them; null where there is none.</summary>
    public static string? First(MemberPair pair, Situation situation)
    {
        for (var path = situation.Response.IsNull ? null : pair.Path; path is not null; path = path.Contains('.', StringComparison.Ordinal) ? Inner(path) : null)
        {
            foreach (var member in RequestMembers.Find(situation.Response, path))
            {
                if (RequestMembers.ScalarsIn(member.Value).FirstOrDefault() is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static string? First(EventRow row, Situation situation, bool areIds)
    {
        foreach (var pair in row.Outs)
        {
            if (pair.Attributes.Contains("id") == areIds && First(pair, situation) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Inner(string path) => path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
