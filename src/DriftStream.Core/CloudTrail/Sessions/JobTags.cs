using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Reads the tags that a session was opened with, in the three shapes that STS records.</summary>
internal static class JobTags
{
    private static readonly string[] OfPod = ["kubernetes-namespace", "kubernetes-service-account"];

    /// <summary>The job in the tags of a request to STS; null where they say nothing about one.</summary>
    public static CiJob? Read(Value request)
    {
        var tags = All(request);
        if (tags.Count == 0)
        {
            return null;
        }

        if (OfPod.All(tags.ContainsKey))
        {
            return new() { System = "eks", Workflow = $"{tags[OfPod[0]]}/{tags[OfPod[1]]}", Run = tags.GetValueOrDefault("kubernetes-pod-name") };
        }

        var isGitHub = tags.GetValueOrDefault("GitHub") == "Actions";
        var job = new CiJob
        {
            System = isGitHub ? "github" : null,
            Repository = tags.GetValueOrDefault("Repository"),
            Ref = isGitHub ? tags.GetValueOrDefault("Branch") : null,
            Workflow = isGitHub ? tags.GetValueOrDefault("Workflow") : null,
            Commit = tags.FirstOrDefault(t => JobName.IsCommit(t.Value)).Value,
            Run = isGitHub ? tags.GetValueOrDefault("RunId") : null,
        };
        return job == new CiJob() ? null : job;
    }

    private static Dictionary<string, string> All(Value request)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);

        // Tokens carry theirs as principalTags; what an earlier session hands on arrives as incomingTransitiveTags.
        var passed = request["tags"].Items.Select(tag => KeyValuePair.Create(tag["key"].Text, tag["value"]));
        foreach (var (key, value) in passed.Concat(request["principalTags"].Members).Concat(request["incomingTransitiveTags"].Members))
        {
            if (value.Text.Length > 0)
            {
                tags.TryAdd(key, value.Text);
            }
        }

        return tags;
    }
}
