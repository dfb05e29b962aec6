using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls that the provider never makes and that are known to change nothing Terraform could hold: heartbeats, inventory, key rotation by AWS.</summary>
internal static class QuietCalls
{
    private static readonly HashSet<(string Source, string Operation)> Known =
    [
        ("ssm.amazonaws.com", "UpdateInstanceInformation"), ("ssm.amazonaws.com", "UpdateInstanceAssociationStatus"), ("ssm.amazonaws.com", "PutInventory"),
        ("ssm.amazonaws.com", "PutComplianceItems"), ("ssm.amazonaws.com", "SendCommand"), ("ssm.amazonaws.com", "StartSession"), ("ssm.amazonaws.com", "TerminateSession"),
        ("ssm.amazonaws.com", "OpenDataChannel"), ("ssm.amazonaws.com", "OpenControlChannel"), ("ssm.amazonaws.com", "RegisterManagedInstance"),
        ("kms.amazonaws.com", "RotateKey"), ("kms.amazonaws.com", "RotateKeyOnDemand"), ("sqs.amazonaws.com", "PurgeQueue"), ("logs.amazonaws.com", "PutLogEvents"),
        ("ecs.amazonaws.com", "SubmitTaskStateChange"), ("ecs.amazonaws.com", "SubmitContainerStateChange"), ("ecs.amazonaws.com", "SubmitAttachmentStateChanges"),
        ("ecs.amazonaws.com", "RegisterContainerInstance"), ("ecs.amazonaws.com", "DeregisterContainerInstance"), ("ecs.amazonaws.com", "UpdateContainerInstancesState"),
        ("ecs.amazonaws.com", "RunTask"), ("ecs.amazonaws.com", "StartTask"), ("ecs.amazonaws.com", "StopTask"),
        ("cloudfront.amazonaws.com", "CreateInvalidation"),
        ("ecr.amazonaws.com", "InitiateLayerUpload"), ("ecr.amazonaws.com", "UploadLayerPart"), ("ecr.amazonaws.com", "CompleteLayerUpload"),
        ("ecr.amazonaws.com", "PutImage"), ("ecr.amazonaws.com", "BatchDeleteImage"), ("ecr.amazonaws.com", "StartImageScan"),
        ("ec2.amazonaws.com", "SharedSnapshotVolumeCreated"), ("ec2.amazonaws.com", "GetPasswordData"),
        ("secretsmanager.amazonaws.com", "StartSecretVersionDelete"), ("secretsmanager.amazonaws.com", "EndSecretVersionDelete"),
        ("secretsmanager.amazonaws.com", "RotationStarted"), ("secretsmanager.amazonaws.com", "RotationSucceeded"),
        ("lambda.amazonaws.com", "Invoke"), ("monitoring.amazonaws.com", "SetAlarmState"),
        ("s3.amazonaws.com", "CreateMultipartUpload"), ("s3.amazonaws.com", "UploadPart"), ("s3.amazonaws.com", "UploadPartCopy"),
        ("s3.amazonaws.com", "AbortMultipartUpload"), ("s3.amazonaws.com", "RestoreObject"),
        ("lambda.amazonaws.com", "InvokeFunction"), ("organizations.amazonaws.com", "CreateAccountResult"),
        ("autoscaling.amazonaws.com", "SetInstanceProtection"), ("autoscaling.amazonaws.com", "SetInstanceHealth"), ("autoscaling.amazonaws.com", "CompleteLifecycleAction"),
        ("autoscaling.amazonaws.com", "RecordLifecycleActionHeartbeat"), ("codebuild.amazonaws.com", "StartBuild"), ("codebuild.amazonaws.com", "StopBuild"),
        ("codebuild.amazonaws.com", "RetryBuild"), ("codepipeline.amazonaws.com", "StartPipelineExecution"), ("states.amazonaws.com", "StartExecution"),
        ("states.amazonaws.com", "StopExecution"), ("glue.amazonaws.com", "StartJobRun"), ("glue.amazonaws.com", "StartCrawler"),
        ("sso.amazonaws.com", "Authenticate"), ("sso.amazonaws.com", "Federate"), ("sso.amazonaws.com", "Logout"), ("sso.amazonaws.com", "CreateToken"),
        ("sso.amazonaws.com", "RegisterClient"), ("sso.amazonaws.com", "StartDeviceAuthorization"), ("sso.amazonaws.com", "CredentialVerification"),
        ("sso.amazonaws.com", "CredentialChallenge"), ("sso.amazonaws.com", "UserAuthentication"),
        ("ecs.amazonaws.com", "PutAccountSetting"), ("ecs.amazonaws.com", "DeleteAccountSetting"),
        ("elasticache.amazonaws.com", "TestFailover"), ("ecs.amazonaws.com", "ExecuteCommand"), ("dynamodb.amazonaws.com", "CreateBackup"),
        ("backup.amazonaws.com", "StartBackupJob"), ("backup.amazonaws.com", "StopBackupJob"), ("backup.amazonaws.com", "StartCopyJob"), ("backup.amazonaws.com", "StartRestoreJob"),
        ("backup.amazonaws.com", "DeleteRecoveryPoint"),
    ];

    // Signing in, changing into a role and lending credentials: sessions are nothing that Terraform holds.
    private static readonly HashSet<string> Sessions = ["signin.amazonaws.com", "sts.amazonaws.com", "sso-oauth.amazonaws.com"];

    private static readonly string[] Naming = ["id", "arn", "name", "bucket", "identifier"];

    /// <summary>Whether this call is known to change nothing.</summary>
    public static bool Covers(CloudTrailEvent change) => Covers(change.Source, change.Operation);

    /// <summary>Whether a call of this name is known to change nothing.</summary>
    public static bool Covers(string source, string operation) => Sessions.Contains(source) || Known.Contains((source, operation));

    /// <summary>The managed resources that the call names: listed by AWS, or by their id or ARN in a parameter.</summary>
    public static IReadOnlyList<ResourceInstance> Named(CloudTrailEvent change, StateIndex states, Matcher matcher) =>
        [.. matcher.Listed(change).Concat(Mentioned(change, states)).Distinct().Where(i => matcher.IsInPlace(i, change))];

    private static IEnumerable<ResourceInstance> Mentioned(CloudTrailEvent change, StateIndex states) =>
        from member in change.Request.Members.Concat(change.Details.Members)
        where member.Value is { IsScalar: true, Text.Length: > 0 }
        from instance in Closest(Noun(member.Key), [.. states.Candidates(member.Value.Text).Where(i => IsIt(i, member.Key, member.Value.Text))])
        select instance;

    // A bucket's policy has the bucket's name for its id; the bucket is what bucketName means.
    private static List<ResourceInstance> Closest(string noun, List<ResourceInstance> instances) =>
        instances.FindAll(i => i.Type.EndsWith(noun, StringComparison.OrdinalIgnoreCase)) is { Count: > 0 } exact ? exact : instances;

    // A name alone may be anybody's; a parameter called after the type's id is the object's.
    private static bool IsIt(ResourceInstance instance, string parameter, string text) =>
        Naming.Any(a => instance.Attributes[a].Text == text)
        && (instance.Type.Replace("_", "", StringComparison.Ordinal).Contains(Noun(parameter), StringComparison.OrdinalIgnoreCase) || (IsForAny(parameter) && instance.Attributes["arn"].Text == text));

    // resourceArn, resources, targetArn
    private static bool IsForAny(string parameter) => parameter.Contains("arn", StringComparison.OrdinalIgnoreCase) || parameter.Contains("resource", StringComparison.OrdinalIgnoreCase);

    // instanceId, queueUrl, functionName, keyId
    private static string Noun(string parameter)
    {
        var end = parameter.Length;
        while (end > 0 && !char.IsUpper(parameter[end - 1]))
        {
            end--;
        }

        return end > 1 ? parameter[..(end - 1)] : parameter;
    }
}
