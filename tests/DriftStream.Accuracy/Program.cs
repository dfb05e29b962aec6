return DriftStream.Accuracy.AccuracyCommand.Run(args, DriftStream.Checkout.Root, Console.Out, Console.Error);
