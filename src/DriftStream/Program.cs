Console.WriteLine("driftstream");
