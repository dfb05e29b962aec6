using System.Security.Cryptography;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class EventReaderTests
{
    [Fact]
    public void A_record_reads_as_AWS_wrote_it()
    {
        var change = Sample.Event(
            ("errorCode", "\"AccessDenied\""),
            ("errorMessage", "\"not allowed\""),
            ("sharedEventID", "\"s-1\""),
            ("sessionCredentialFromConsole", "\"true\""),
            ("additionalEventData", """{"vpc":"x"}"""),
            ("resources", """[{"ARN":"arn:aws:sqs:eu-north-1:210987654321:orders","accountId":"210987654321","type":"AWS::SQS::Queue"}]"""));

        change.Id.ShouldBe("5d7a1c6e-0b5c-4a35-8b0e-7f9a7c1f2d10");
        change.Time.ShouldBe(new DateTimeOffset(2026, 4, 11, 8, 15, 30, TimeSpan.Zero));
        (change.Source, change.Name, change.Operation).ShouldBe(("sqs.amazonaws.com", "SetQueueAttributes", "SetQueueAttributes"));
        (change.Account, change.Region, change.Type, change.Category).ShouldBe((Sample.Account, "eu-north-1", "AwsApiCall", "Management"));
        (change.ErrorCode, change.ErrorMessage, change.SharedEventId, change.FromConsole).ShouldBe(("AccessDenied", "not allowed", "s-1", true));
        (change.SourceIp, change.IsReadOnly).ShouldBe(("198.51.100.23", false));
        change.Request["attributes"]["DelaySeconds"].Text.ShouldBe("5");
        change.Response.ShouldBe(Value.Null);
        change.Details["vpc"].Text.ShouldBe("x");
        change.Resources.ShouldBe([new NamedResource("arn:aws:sqs:eu-north-1:210987654321:orders", "AWS::SQS::Queue", Sample.Account)]);
    }

    [Fact]
    public void The_identity_reads_as_AWS_wrote_it()
    {
        var identity = Sample.Event().Identity;

        identity.Type.ShouldBe("AssumedRole");
        identity.PrincipalId.ShouldBe("AROAQ2WJNDHXP3KLTY5FZ:nora.lind@example.org");
        identity.Account.ShouldBe(Sample.Account);
        identity.IssuerName.ShouldBe("AWSReservedSSO_Operators_1f2e3d4c5b6a7988");
        identity.IssuerType.ShouldBe("Role");
        identity.Mfa.ShouldBe(false);
    }

    [Theory]
    [InlineData("UpdateFunctionConfiguration20150331v2", "UpdateFunctionConfiguration")]
    [InlineData("CreateFunction20150331", "CreateFunction")]
    [InlineData("UpdateDistribution2020_05_31", "UpdateDistribution")]
    [InlineData("TagResource20170331v12", "TagResource")]
    [InlineData("CreateRoute", "CreateRoute")]
    [InlineData("ListObjectsV2", "ListObjectsV2")]
    [InlineData("20150331", "20150331")]
    [InlineData(" PutBucketPolicy ", "PutBucketPolicy")]
    public void The_operation_is_the_name_without_a_version(string name, string operation) =>
        Sample.Event(("eventName", $"\"{name}\"")).Operation.ShouldBe(operation);

    [Theory]
    [InlineData("true", "PutParameter", true)]
    [InlineData("false", "GetFederationToken", false)]
    [InlineData("\"true\"", "SendEmail", true)]
    [InlineData("\"False\"", "GetSigninToken", false)]
    [InlineData("1", "DescribeInstances", true)]
    [InlineData(null, "DescribeInstances", true)]
    [InlineData(null, "LookupEvents", true)]
    [InlineData(null, "BatchGetImage", true)]
    [InlineData(null, "AssumeRoleWithSAML", true)]
    [InlineData(null, "GenerateDataKeyWithoutPlaintext", true)]
    [InlineData(null, "Decrypt", true)]
    [InlineData(null, "ConsoleLogin", true)]
    [InlineData(null, "GetFunction20150331v2", true)]
    [InlineData(null, "CheckoutLicense", false)]
    [InlineData(null, "VerifyEmailIdentity", false)]
    [InlineData(null, "BatchDeleteImage", false)]
    [InlineData(null, "PutBucketPolicy", false)]
    [InlineData(null, "Nonsense", false)]
    public void Reading_is_told_by_the_record_or_else_by_the_verb(string? readOnly, string name, bool expected) =>
        Sample.Event(("readOnly", readOnly), ("eventName", $"\"{name}\"")).IsReadOnly.ShouldBe(expected);

    [Theory]
    [InlineData("2026-04-11T08:15:30Z", "2026-04-11T08:15:30.0000000+00:00")]
    [InlineData("2026-04-11T08:15:30.250Z", "2026-04-11T08:15:30.2500000+00:00")]
    [InlineData("2026-04-11 08:15:30.123456789", "2026-04-11T08:15:30.1234567+00:00")]
    [InlineData("2026-04-11T10:15:30+02:00", "2026-04-11T08:15:30.0000000+00:00")]
    [InlineData("2026-04-11T03:45:30-0430", "2026-04-11T08:15:30.0000000+00:00")]
    [InlineData("2026-04-11 08:15:30Z", "2026-04-11T08:15:30.0000000+00:00")]
    public void Times_are_read_in_the_spellings_that_occur(string written, string read) =>
        Sample.Event(("eventTime", $"\"{written}\"")).Time.ToString("o").ShouldBe(read);

    [Theory]
    [InlineData("eventTime", null, "eventTime is missing, so it cannot be put in order.")]
    [InlineData("eventTime", "\"yesterday\"", "eventTime is \"yesterday\", so it cannot be put in order.")]
    [InlineData("eventTime", "\"2026-02-30T00:00:00Z\"", "eventTime is \"2026-02-30T00:00:00Z\", so it cannot be put in order.")]
    [InlineData("eventTime", "\"0001-01-01T00:00:00+05:00\"", "eventTime is \"0001-01-01T00:00:00+05:00\", so it cannot be put in order.")]
    [InlineData("eventTime", "\"9999-12-31T23:59:59Z\"", "eventTime is \"9999-12-31T23:59:59Z\", so it cannot be put in order.")]
    [InlineData("eventTime", "\"0001-01-01T00:00:00Z\"", "eventTime is \"0001-01-01T00:00:00Z\", so it cannot be put in order.")]
    [InlineData("eventTime", "1775895330", "eventTime is 1775895330, so it cannot be put in order.")]
    [InlineData("eventName", "{}", "eventName is {}, so nobody can say what happened.")]
    [InlineData("eventName", "\"  \"", "eventName is \"  \", so nobody can say what happened.")]
    [InlineData("eventSource", null, "eventSource is missing, so nobody can say what happened.")]
    public void What_cannot_be_judged_names_the_member_and_its_value(string member, string? json, string reason) =>
        Should.Throw<RecordUnreadableException>(() => Sample.Event((member, json))).Message
            .ShouldBe($"Record 5d7a1c6e-0b5c-4a35-8b0e-7f9a7c1f2d10 cannot be judged: {reason}");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"eventName\":")]
    [InlineData("{} {}")]
    public void What_is_no_single_object_is_unreadable(string record) =>
        Should.Throw<RecordUnreadableException>(() => EventReader.Read(Sample.Bytes(record))).Message.ShouldStartWith("The record cannot be read beyond byte");

    [Theory]
    [InlineData(null)]
    [InlineData("17")]
    [InlineData("\"\"")]
    public void Without_an_eventID_the_hash_of_the_record_stands_for_it(string? eventId)
    {
        var record = Sample.Bytes(Sample.Record(("eventID", eventId)));

        EventReader.Read(record).Id.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(record)));
    }

    [Fact]
    public void Members_of_the_wrong_type_read_as_absent()
    {
        string[] members =
        [
            "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage", "eventType", "eventCategory", "sharedEventID",
            "recipientAccountId", "userIdentity", "resources", "sessionCredentialFromConsole", "readOnly",
        ];

        foreach (var json in (string[])["5", "true", "[1,[2]]", """{"a":{"b":1}}""", "\"\"", "null"])
        {
            var change = Sample.Event([.. members.Where(m => m != "readOnly" || json != "true").Select(m => (m, (string?)json))]);

            (change.Region, change.SourceIp, change.UserAgent, change.ErrorCode, change.Account).ShouldBe((null, null, null, null, null), json);
            change.Resources.ShouldBeEmpty();
            ActorReader.Read(change).Confidence.ShouldBe(Confidence.Unknown);
        }
    }

    [Fact]
    public void Inner_members_of_the_wrong_type_read_as_absent()
    {
        var identity = Sample.Event(("userIdentity", """{"type":{},"arn":[1],"accountId":5,"sessionContext":{"sessionIssuer":"x","attributes":[],"webIdFederationData":7},"onBehalfOf":true}""")).Identity;

        identity.ShouldBe(new UserIdentity { Account = "5" });
    }

    [Fact]
    public void Names_that_differ_by_case_are_two_members_and_of_equal_ones_the_last_counts()
    {
        var request = Sample.Event(("requestParameters", """{"tagging":"","Tagging":{"TagSet":1}}""")).Request;
        var record = Sample.Record()[..^1] + ""","eventID":"last","EVENTID":"other"}""";

        request["tagging"].Text.ShouldBe("");
        request["Tagging"]["TagSet"].Text.ShouldBe("1");
        EventReader.Read(Sample.Bytes(record)).Id.ShouldBe("last");
    }

    [Fact]
    public void Resources_may_be_spelled_in_lower_case_and_lack_a_type() =>
        Sample.Event(("resources", """[{"arn":"arn:aws:ssm:::p","accountid":"1"},{"type":"x"},5]""")).Resources.ShouldBe([new NamedResource("arn:aws:ssm:::p", null, "1")]);

    [Fact]
    public void What_AWS_did_itself_has_its_details_from_the_service()
    {
        Sample.Event(("serviceEventDetails", """{"a":1}"""), ("additionalEventData", """{"b":1}""")).Details.ToString().ShouldBe("""{"a":1}""");
        Sample.Event(("serviceEventDetails", "null"), ("additionalEventData", """{"b":1}""")).Details.ToString().ShouldBe("""{"b":1}""");
    }

    [Fact]
    public void Brackets_around_the_agent_the_source_in_capitals_and_the_callers_account_are_understood()
    {
        var change = Sample.Event(("userAgent", "\"[aws-cli/2.30.1]\""), ("eventSource", "\" S3.amazonaws.com \""), ("recipientAccountId", null));

        (change.UserAgent, change.Source, change.Account).ShouldBe(("aws-cli/2.30.1", "s3.amazonaws.com", Sample.Account));
    }

    [Theory]
    [InlineData(ValueReader.MaxDepth, true)]
    [InlineData(ValueReader.MaxDepth + 1, false)]
    public void Parameters_may_nest_as_deep_as_values_may(int depth, bool readable)
    {
        var record = Sample.Bytes(Sample.Record(("requestParameters", null))[..^1] + $$""","requestParameters":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        if (readable)
        {
            EventReader.Read(record).Request.Kind.ShouldBe(ValueKind.List);
        }
        else
        {
            Should.Throw<RecordUnreadableException>(() => EventReader.Read(record));
        }
    }
}
