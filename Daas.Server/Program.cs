Console.WriteLine("daas");
